-- What was told of orders at subcontractors. The table knows no company: open orders do.
SELECT trim(s.numeroop) || '|' || coalesce(trim(s."dataMarcacao"::text), '') || '|'
         || left(md5(concat(s.status, '|', s.usuario, '|', s.justificativa, '|', s."dataPrevAtualizada")), 8) AS chave,
       trim(s.numeroop) AS numeroop, s."dataMarcacao", s.status, s.usuario, s.justificativa, s."dataPrevAtualizada",
       coalesce(bool_or(lower(trim(s."statusAtualizacao")) = 'atual'), false) AS atual
  FROM pcp."StatusTerceirizadoOP" s
 WHERE EXISTS (SELECT 1 FROM pcp.ordemprod o WHERE trim(o.numeroop) = trim(s.numeroop) AND trim(o."codEmpresa") = :company)
 GROUP BY s.numeroop, s."dataMarcacao", s.status, s.usuario, s.justificativa, s."dataPrevAtualizada"
