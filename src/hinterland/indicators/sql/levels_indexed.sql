-- Every level that is no sum of a group's members, as the index in memory holds it.
SELECT
    region, series, first_month, last_month, CAST(value AS DOUBLE) AS value, CAST(low AS DOUBLE) AS low, CAST(high AS DOUBLE) AS high, unit, observations, how
FROM single_levels
