-- From where the figure stood five years ago to where it stands.
SELECT
    region AS subject, 'level' AS op, concept, flow, product, partner, regime, measure, basis, currency, period, first_month, last_month, NULL AS scope,
    '=' AS test, NULL AS threshold, NULL AS ord, NULL AS versus, first_month - 500 AS base_first, last_month - 500 AS base_last
FROM slices
WHERE measure = 'value' AND flow = 'total' AND first_month % 100 = 1 AND last_month % 100 = 12
