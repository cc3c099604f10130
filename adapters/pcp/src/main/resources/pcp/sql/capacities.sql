-- Pieces that subcontractors have agreed to make each day (capacidade das facções). The table knows no company, so they are those of each, and
-- no phase: they are of outsourced sewing. Rows of one subcontractor and category that differ are told by their number.
SELECT trim(c.codfaccionista::text) || '|429|' || coalesce(trim(c.nomecategoria), '') AS chave, trim(c.codfaccionista::text) AS codfaccionista,
       '429' AS codfase, trim(c.nomecategoria) AS nomecategoria, min(c."Capacidade/dia") AS "Capacidade/dia", min(c."leadTime") AS "leadTime",
       count(DISTINCT (c."Capacidade/dia", c."leadTime")) AS linhas, max(trim(f.apelidofaccionista)) AS apelidofaccionista
  FROM pcp."faccaoCategoria" c
  LEFT JOIN pcp.faccionista f ON trim(f.codfaccionista::text) = trim(c.codfaccionista::text)
 GROUP BY trim(c.codfaccionista::text), trim(c.nomecategoria)
