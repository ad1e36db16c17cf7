-- What became of each cell between two states, whose preferred figures stand in `standing_before` and `standing_now`: a figure is changed where its value
-- or one of its ends is another, and confirmed where more sources hold it. `size` is the change as a share of the figure, of rates in points by the hundred.
SELECT
    coalesce(n.op, b.op) AS op, coalesce(n.concept, b.concept) AS concept, coalesce(n.flow, b.flow) AS flow, coalesce(n.product, b.product) AS product,
    coalesce(n.partner, b.partner) AS partner, coalesce(n.regime, b.regime) AS regime, coalesce(n.measure, b.measure) AS measure,
    coalesce(n.basis, b.basis) AS basis, coalesce(n.currency, b.currency) AS currency, coalesce(n.region, b.region) AS region,
    coalesce(n.period, b.period) AS period, coalesce(n.first_month, b.first_month) AS first_month, coalesce(n.last_month, b.last_month) AS last_month,
    coalesce(n.versus, b.versus) AS versus, coalesce(n.scope, b.scope) AS scope, coalesce(n.unit, b.unit) AS unit,
    b.value AS before, b.low AS before_low, b.high AS before_high, n.value AS after, n.low AS after_low, n.high AS after_high,
    b.source AS source_before, n.source AS source_after, b.released AS released_before, n.released AS released_after,
    b.reliability AS reliability_before, n.reliability AS reliability_after,
    CASE
        WHEN b.cell IS NULL THEN 'new'
        WHEN n.cell IS NULL THEN 'gone'
        WHEN b.value IS DISTINCT FROM n.value OR b.low IS DISTINCT FROM n.low OR b.high IS DISTINCT FROM n.high THEN 'changed'
        WHEN n.sources > b.sources THEN 'confirmed'
        ELSE 'same'
    END AS how,
    CASE
        WHEN n.unit IN ('percent', 'percentage_point') THEN abs(CAST(n.value AS DOUBLE) - CAST(b.value AS DOUBLE)) / 100
        ELSE abs(CAST(n.value AS DOUBLE) - CAST(b.value AS DOUBLE)) / nullif(abs(CAST(b.value AS DOUBLE)), 0)
    END AS size
FROM standing_before AS b
FULL OUTER JOIN standing_now AS n ON n.cell = b.cell
