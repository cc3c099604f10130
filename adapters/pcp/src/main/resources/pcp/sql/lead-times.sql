-- Days that orders may stay in phases, by category. The table knows no company, so they are those of each. Rows of one phase and category that
-- differ are told by their number.
SELECT trim(l.codfase::text) || '|' || coalesce(trim(l.categoria), '') AS chave, trim(l.codfase::text) AS codfase,
       trim(l.categoria) AS categoria, min(l.leadtime) AS leadtime, min(l.limite_atencao) AS limite_atencao,
       count(DISTINCT (l.leadtime, l.limite_atencao)) AS linhas
  FROM pcp.leadtime_categorias l
 GROUP BY trim(l.codfase::text), trim(l.categoria)
