-- Pieces that are at subcontractors now (remessas), of orders after a number. 0.7 s at a live site.
SELECT CAST(d.codOP AS VARCHAR(10)) AS numeroOP, d.numRem, d.codFac, d.codFase, d.situac, d.datLib,
       (SELECT SUM(l.qtdPecasRem) FROM tct.RemessasLoteOP l
         WHERE l.Empresa = d.Empresa AND l.codRemessa = d.numRem) AS pecas
  FROM tct.RemessaOPsDistribuicao d
 WHERE d.Empresa = :company
   AND d.situac = 2 AND CAST(d.codOP AS VARCHAR(10)) > :after  --scope
   AND CAST(d.codOP AS VARCHAR(10)) IN (:keys)                 --by-key
 ORDER BY numeroOP, d.numRem, d.codFac, d.codFase
