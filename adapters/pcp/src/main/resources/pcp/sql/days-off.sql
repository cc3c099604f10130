-- Holidays; the table knows no company, so they are those of each.
SELECT DISTINCT trim(f."data"::text) || '|' || coalesce(trim(f."descricaoFeriado"), '') AS chave, f."data", f."descricaoFeriado"
  FROM pcp."CadastroFeriados" f
