-- Subcontractors (faccionistas) of a company. Hundreds of rows, in one page.
SELECT f.codFaccionista, f.nome
  FROM tcg.Faccionista f
 WHERE f.Empresa = :company
   AND f.codFaccionista IN (:keys)  --by-key
 ORDER BY f.codFaccionista
