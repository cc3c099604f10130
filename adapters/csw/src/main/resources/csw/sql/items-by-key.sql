-- Products (reduzidos) by their codes.
SELECT i2.codItem, i.nome, i.unidadeMedida, i2.codItemPai, i2.codSortimento, i2.codSeqTamanho, i2.codCor,
       t.descricao AS tamanho
  FROM cgi.Item2 i2
  JOIN cgi.Item i ON i.codigo = i2.codItem
  LEFT JOIN tcp.Tamanhos t ON t.codEmpresa = i2.Empresa AND t.sequencia = i2.codSeqTamanho
 WHERE i2.Empresa = :company AND i2.codItem IN (:keys)
 ORDER BY i2.codItem
