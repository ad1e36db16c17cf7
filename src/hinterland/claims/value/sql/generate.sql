-- Every level; every growth rate; shares of the subject's own total and of the nation; the balance; the contribution to national growth; the rate since
-- five years ago; the multiple where a figure more than nearly doubled; and published counts are left to the kind `count`.
SELECT subject, op, concept, flow, product, partner, regime, measure, basis, currency, period, first_month, last_month, scope, test, threshold, ord, versus,
    base_first, base_last
FROM (
    SELECT
        region AS subject, 'level' AS op, concept, flow, product, partner, regime, measure, basis, currency, period, first_month, last_month,
        NULL AS scope, '=' AS test, NULL AS threshold, NULL AS ord, NULL AS versus, NULL AS base_first, NULL AS base_last
    FROM slices
    UNION ALL
    SELECT region, 'growth', concept, flow, product, partner, regime, measure, basis, currency, period, first_month, last_month, NULL, '=', NULL, NULL, NULL, NULL, NULL
    FROM slices WHERE growth IS NOT NULL
    UNION ALL
    SELECT r.region, 'growth', r.concept, r.flow, r.product, r.partner, r.regime, r.measure, r.basis, r.currency, r.period, r.first_month, r.last_month,
        NULL, '=', NULL, NULL, NULL, NULL, NULL
    FROM rates_held AS r LEFT JOIN slices AS s ON s.series = r.series AND s.region = r.region AND s.first_month = r.first_month AND s.last_month = r.last_month
    WHERE r.op = 'growth' AND r.versus IS NULL AND s.region IS NULL
    UNION ALL
    SELECT region, 'share', concept, flow, product, partner, regime, measure, basis, currency, period, first_month, last_month, NULL, '=', NULL, NULL, NULL, NULL, NULL
    FROM slices WHERE NOT plain AND whole IS NOT NULL AND measure = 'value' AND concept = 'trade'
    UNION ALL
    SELECT r.region, 'share', r.concept, r.flow, r.product, r.partner, r.regime, r.measure, r.basis, r.currency, r.period, r.first_month, r.last_month,
        NULL, '=', NULL, NULL, NULL, NULL, NULL
    FROM rates_held AS r LEFT JOIN slices AS s ON s.series = r.series AND s.region = r.region AND s.first_month = r.first_month AND s.last_month = r.last_month AND s.whole IS NOT NULL
    WHERE r.op = 'share' AND r.versus IS NULL AND s.region IS NULL
    UNION ALL
    SELECT s.region, o.op, s.concept, s.flow, s.product, s.partner, s.regime, s.measure, s.basis, s.currency, s.period, s.first_month, s.last_month,
        NULL, '=', NULL, NULL, s.nation, NULL, NULL
    FROM slices AS s CROSS JOIN (SELECT 'share' AS op UNION ALL SELECT 'contribution') AS o
    WHERE s.plain AND s.concept = 'trade' AND s.region NOT IN (s.nation, coalesce(s.peers, '')) AND s.measure = 'value' AND s.flow = s.main_flow
    UNION ALL
    SELECT region, 'balance', concept, flow, product, partner, regime, measure, basis, currency, period, first_month, last_month, NULL, '=', NULL, NULL, NULL, NULL, NULL
    FROM slices WHERE flow = 'total' AND product = 'all' AND regime = 'all' AND measure = 'value'
    UNION ALL
    SELECT region, 'cagr', concept, flow, product, partner, regime, measure, basis, currency, period, first_month, last_month, NULL, '=', NULL, NULL, NULL,
        first_month - 500, last_month - 500
    FROM slices WHERE first_month % 100 = 1 AND last_month % 100 = 12 AND measure = 'value' AND flow = main_flow
    UNION ALL
    SELECT region, 'multiple', concept, flow, product, partner, regime, measure, basis, currency, period, first_month, last_month, NULL, '=', NULL, NULL, NULL, NULL, NULL
    FROM slices WHERE value > 1.9 * base_value AND unit <> 'ratio'
) AS all_of_them
