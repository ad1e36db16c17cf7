-- Rises and falls in a row, for every series that moved.
SELECT
    region AS subject, 'growth' AS op, concept, flow, product, partner, regime, measure, basis, currency, period, first_month, last_month, NULL AS scope,
    CASE WHEN growth > 0 THEN '>' ELSE '<' END AS test, CAST(0 AS DOUBLE) AS threshold, NULL AS ord, NULL AS versus, NULL AS base_first, NULL AS base_last
FROM slices
WHERE growth IS NOT NULL AND growth <> 0 AND measure = 'value'
