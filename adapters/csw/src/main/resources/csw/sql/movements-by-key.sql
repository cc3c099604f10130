-- Phase movements of some orders.
SELECT m.numeroOP, m.seqRoteiro, m.codFase, m.dataMov, m.dataBaixa, m.horaMov, m.totPecasOPBaixadas, m.codFaccionista,
       m.nomeFaccionista, m.descOperMov
  FROM tco.MovimentacaoOPFase m
 WHERE m.codEmpresa = :company AND m.numeroOP IN (:keys)
 ORDER BY m.numeroOP, m.seqRoteiro, m.dataMov, m.horaMov, m.totPecasOPBaixadas
