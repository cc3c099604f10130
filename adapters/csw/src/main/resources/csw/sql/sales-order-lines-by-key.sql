-- Products of some customers' orders.
SELECT g.codPedido, g.codItem, g.codProduto, g.qtdePedida, g.qtdeFaturada, g.qtdeCancelada
  FROM ped.PedidoItemGrade g
  JOIN ped.Pedido p ON p.codEmpresa = g.codEmpresa AND p.codPedido = g.codPedido
 WHERE g.codEmpresa = :company AND g.codPedido IN (:keys)
 ORDER BY g.codPedido, g.codItem, g.codProduto, g.qtdePedida
