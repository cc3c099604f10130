-- Subcontractors (faccionistas) of a company. Hundreds of rows, in one page.
SELECT f.codFaccionista, f.nome
  FROM tcg.Faccionista f
 WHERE f.Empresa = :company
 ORDER BY f.codFaccionista
