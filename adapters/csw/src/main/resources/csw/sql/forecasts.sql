-- Pieces that each lot is to bring, by size and colour of a style (previsão), of styles after a code.
-- The product of a style's size and colour is the one that comes from the same item: the style's code without its zero in front and
-- without -0.
SELECT f.codengenharia, f.codLote, f.codSortimento, f.codSeqTamanho, t.descricao AS tamanho, f.qtdePecasImplementadas,
       MIN(i2.codItem) AS codItem
  FROM tcl.LoteSeqTamanho f
  LEFT JOIN tcp.Tamanhos t ON t.codEmpresa = f.Empresa AND t.sequencia = f.codSeqTamanho
  LEFT JOIN cgi.Item2 i2 ON i2.Empresa = f.Empresa AND i2.codSortimento = f.codSortimento AND i2.codSeqTamanho = f.codSeqTamanho
       AND i2.codItemPai = CASE WHEN RTRIM(f.codengenharia) LIKE '0%-0'
                                THEN SUBSTRING(f.codengenharia, 2, LENGTH(RTRIM(f.codengenharia)) - 3)
                                WHEN RTRIM(f.codengenharia) LIKE '%-0'
                                THEN SUBSTRING(f.codengenharia, 1, LENGTH(RTRIM(f.codengenharia)) - 2) END
 WHERE f.Empresa = :company
   AND f.codengenharia > :after    --scope
   AND f.codengenharia IN (:keys)  --by-key
 GROUP BY f.codengenharia, f.codLote, f.codSortimento, f.codSeqTamanho, t.descricao, f.qtdePecasImplementadas
 ORDER BY f.codengenharia, f.codLote, f.codSortimento, f.codSeqTamanho
