-- Customers' orders to be invoiced since a day, after a number; those that nobody has planned yet by the day of issue. 1.5 s for
-- a year at a live site.
SELECT p.codPedido, p.codCliente, p.codTipoNota, p.dataEmissao, p.dataPrevFat, p.situacao,
       (SELECT MAX(b.situacaoBloq) FROM ped.PedidoBloqComl b
         WHERE b.codEmpresa = p.codEmpresa AND b.codPedido = p.codPedido AND b.situacaoBloq = 1) AS bloqueioComercial,
       (SELECT MAX(c.situacao) FROM Cre.PedidoCreditoBloq c
         WHERE c.Empresa = p.codEmpresa AND c.codPedido = p.codPedido AND c.situacao = 1) AS bloqueioCredito
  FROM ped.Pedido p
 WHERE p.codEmpresa = :company
   AND (p.dataPrevFat >= :since OR (p.dataPrevFat IS NULL AND p.dataEmissao >= :since)) AND p.codPedido > :after  --scope
   AND p.codPedido IN (:keys)                                                                                     --by-key
 ORDER BY p.codPedido
