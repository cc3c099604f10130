-- Pieces of some orders that are or were at subcontractors.
SELECT CAST(d.codOP AS VARCHAR(10)) AS numeroOP, d.numRem, d.codFac, d.codFase, d.situac, d.datLib,
       (SELECT SUM(l.qtdPecasRem) FROM tct.RemessasLoteOP l
         WHERE l.Empresa = d.Empresa AND l.codRemessa = d.numRem) AS pecas
  FROM tct.RemessaOPsDistribuicao d
 WHERE d.Empresa = :company AND CAST(d.codOP AS VARCHAR(10)) IN (:keys)
 ORDER BY numeroOP, d.numRem, d.codFac, d.codFase
