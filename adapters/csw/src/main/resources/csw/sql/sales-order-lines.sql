-- Products of customers' orders to be invoiced since a day, after an order's number. 5 s for a year at a live site.
SELECT g.codPedido, g.codItem, g.codProduto, g.qtdePedida, g.qtdeFaturada, g.qtdeCancelada
  FROM ped.PedidoItemGrade g
  JOIN ped.Pedido p ON p.codEmpresa = g.codEmpresa AND p.codPedido = g.codPedido
 WHERE g.codEmpresa = :company
   AND (p.dataPrevFat >= :since OR (p.dataPrevFat IS NULL AND p.dataEmissao >= :since)) AND g.codPedido > :after  --scope
   AND g.codPedido IN (:keys)                                                                                     --by-key
 ORDER BY g.codPedido, g.codItem, g.codProduto, g.qtdePedida
