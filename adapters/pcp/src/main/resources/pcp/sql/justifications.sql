-- Why orders are late at phases (justificativas). The table knows no company: open orders do.
SELECT DISTINCT trim(j.ordemprod) || '|' || trim(j.fase) || '|' || left(md5(coalesce(trim(j.justificativa), '')), 8) AS chave, j.ordemprod,
       j.fase, j.justificativa
  FROM pcp.justificativa j
 WHERE EXISTS (SELECT 1 FROM pcp.ordemprod o WHERE trim(o.numeroop) = trim(j.ordemprod) AND trim(o."codEmpresa") = :company)
