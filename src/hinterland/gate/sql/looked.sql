-- What incoming figures are recognised by: their own values to the last digit, or the level of a year before that their own growth implies (within :band). What agrees where it stands
-- is not looked for elsewhere.
CREATE OR REPLACE TABLE looked AS
SELECT i.id, i.file, 'value' AS "by", i.region, i.rest, i.flow, i.first, i.last, i.low, i.high
FROM incoming AS i
WHERE i.fine AND i.value <> 0 AND i.id NOT IN (SELECT id FROM agreeing)
UNION ALL
SELECT
    id, file, 'growth', region, rest, flow, first - 12, last - 12, low / nullif(1 + growth_high / 100, 0) * (1 - :band),
    high / nullif(1 + growth_low / 100, 0) * (1 + :band)
FROM incoming
WHERE fine AND value > 0 AND growth_low IS NOT NULL;
