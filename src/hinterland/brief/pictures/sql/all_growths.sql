-- Growth of the nation's and every region's whole trade one way in a period, as published, else between levels; how far it is to be trusted.
SELECT
    g.region, (g.low + g.high) / 2 AS value, g.low, g.high, g.observations, CASE WHEN g.published THEN h.reliability_rank ELSE 3 END AS trust
FROM growths AS g
LEFT JOIN held AS h ON h.id = g.observations
WHERE g.series = $series AND g.first_month = $first AND g.last_month = $last AND (g.region = $nation OR g.region LIKE $within) AND g.low IS NOT NULL AND g.high IS NOT NULL
ORDER BY value DESC, g.region
