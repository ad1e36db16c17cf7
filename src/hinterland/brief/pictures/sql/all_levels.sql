-- The nation's and every province's whole trade in a period.
SELECT
    region, CAST(value AS DOUBLE) AS value, CAST(low AS DOUBLE) AS low, CAST(high AS DOUBLE) AS high, observations, reliability_rank AS trust
FROM levels
WHERE series = $total AND first_month = $first AND last_month = $last AND region LIKE 'CN%' AND value IS NOT NULL AND held = members
ORDER BY value DESC, region
