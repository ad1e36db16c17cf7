-- What is held of a region beside its trade, for the period itself or for the longest stretch of it that begins with it; a concept and operation once.
SELECT concept, op, measure, currency, scope, first_month, last_month, CAST(value AS DOUBLE) AS value, unit, id
FROM (
    SELECT
        *, row_number() OVER (PARTITION BY concept, op ORDER BY last_month DESC, id) AS place
    FROM preferred
    WHERE region = $region AND first_month = $first AND last_month <= $last AND (last_month = $last OR last_month >= $first + 5) AND concept <> 'trade'
        AND ((op IN ('level', 'growth') AND scope IS NULL) OR (op = 'rank' AND scope = $peers))
) AS p
WHERE place = 1
ORDER BY concept, op
