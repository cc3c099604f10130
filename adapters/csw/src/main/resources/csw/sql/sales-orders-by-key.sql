-- Customers' orders by their numbers.
SELECT p.codPedido, p.codCliente, p.codTipoNota, p.dataEmissao, p.dataPrevFat, p.situacao,
       (SELECT MAX(b.situacaoBloq) FROM ped.PedidoBloqComl b
         WHERE b.codEmpresa = p.codEmpresa AND b.codPedido = p.codPedido AND b.situacaoBloq = 1) AS bloqueioComercial,
       (SELECT MAX(c.situacao) FROM Cre.PedidoCreditoBloq c
         WHERE c.Empresa = p.codEmpresa AND c.codPedido = p.codPedido AND c.situacao = 1) AS bloqueioCredito
  FROM ped.Pedido p
 WHERE p.codEmpresa = :company AND p.codPedido IN (:keys)
 ORDER BY p.codPedido
