-- A region's whole trade in single months and in one stretch of months of every year, up to a month: what its own pictures draw.
SELECT
    flow, first_month, last_month, CAST(value AS DOUBLE) AS value, CAST(low AS DOUBLE) AS low, CAST(high AS DOUBLE) AS high, observations,
    reliability_rank AS trust, members
FROM levels
WHERE region = $region AND series IN ($total, $export, $import) AND last_month <= $last AND value IS NOT NULL AND held = members
    AND (first_month = last_month OR (first_month % 100 = $opens AND last_month % 100 = $closes AND last_month - first_month = $closes - $opens))
ORDER BY first_month, last_month, flow
