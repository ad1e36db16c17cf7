-- The figures that sources hold for the cell of each observation asked for that is no office's own, whether they share a number with it,
-- and whether they can confirm it: what is less reliable than a figure may have been taken from it.
SELECT o.id, s.source, o.source AS own, coalesce(s.low < o.high, TRUE) AND coalesce(o.low < s.high, TRUE) AS meets,
    s.reliability_rank <= o.reliability_rank AS confirms, s.released_on AS released, o.released_on AS own_released
FROM doubted AS w
JOIN held AS o ON o.id = w.id AND o.reliability IN ('news', 'secondary', 'claimed')
JOIN held AS s ON s.cell = o.cell
