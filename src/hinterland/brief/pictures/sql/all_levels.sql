-- The nation's and every region's whole trade one way in a period.
SELECT
    region, CAST(value AS DOUBLE) AS value, CAST(low AS DOUBLE) AS low, CAST(high AS DOUBLE) AS high, observations, reliability_rank AS trust
FROM levels
WHERE series = $series AND first_month = $first AND last_month = $last AND (region = $nation OR region LIKE $within) AND value IS NOT NULL AND held = members
ORDER BY value DESC, region
