-- Days in which plans of a company have phases work (cronograma).
SELECT trim(c.plano) || '|' || trim(c.codfase) AS chave, trim(c.plano) AS plano, c.codfase, c.datainico, c.datafim
  FROM pcp.calendario_plano_fases c
  JOIN pcp."Plano" p ON p.codigo = c.plano
 WHERE p."codEmpresa" = :company
