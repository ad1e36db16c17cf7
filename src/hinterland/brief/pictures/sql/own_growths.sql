-- Growth of a region's whole trade in the same periods as its levels, as published, else between levels; how far it is to be trusted.
SELECT
    split_part(g.series, '|', 2) AS flow, g.first_month, g.last_month, (g.low + g.high) / 2 AS value, g.low, g.high, g.observations,
    CASE WHEN g.published THEN h.reliability_rank ELSE 3 END AS trust
FROM growths AS g
LEFT JOIN held AS h ON h.id = g.observations
WHERE g.region = $region AND g.last_month <= $last AND g.low IS NOT NULL AND g.high IS NOT NULL
    AND g.series IN ($total, $export, $import)
    AND (g.first_month = g.last_month OR (g.first_month % 100 = $opens AND g.last_month % 100 = $closes AND g.last_month - g.first_month = $closes - $opens))
ORDER BY g.first_month, g.last_month, flow
