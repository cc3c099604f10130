-- Who answers for phases, and how long orders may stay there. The table knows no company, so they are those of each. Rows of one phase that
-- differ are told by their number.
SELECT trim(r."codFase"::text) AS chave, trim(r."codFase"::text) AS "codFase", min(trim(r.responsavel)) AS responsavel,
       min(r."metaLeadTime") AS "metaLeadTime", count(DISTINCT (trim(r.responsavel), r."metaLeadTime")) AS linhas
  FROM pcp."responsabilidadeFase" r
 GROUP BY trim(r."codFase"::text)
