-- How many sources hold each observation's figure: the sources of its cell whose intervals share a number with it.
SELECT o.id, count(DISTINCT s.source) AS sources
FROM wanted AS w
JOIN held AS o ON o.id = w.id
JOIN held AS s ON s.cell = o.cell AND coalesce(s.low < o.high, TRUE) AND coalesce(o.low < s.high, TRUE)
GROUP BY o.id
