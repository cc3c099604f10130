-- Subcontractors by their codes.
SELECT f.codFaccionista, f.nome
  FROM tcg.Faccionista f
 WHERE f.Empresa = :company AND f.codFaccionista IN (:keys)
 ORDER BY f.codFaccionista
