-- Each incoming level beside what is known of its own cell and of the same months a year before. Of several vintages the nearest counts; less reliable ones don't.
WITH same AS (
    SELECT
        i.id, count(*) AS vintages, min(greatest(k.low - i.high, i.low - k.high, 0) / nullif(greatest(abs(k.value), abs(i.value)), 0)) AS apart,
        min_by(k.value, abs(k.value - i.value)) AS value, min_by(k.source, abs(k.value - i.value)) AS source
    FROM incoming AS i
    JOIN known AS k ON k.region = i.region AND k.rest = i.rest AND k.first = i.first AND k.last = i.last AND k.flow IS NOT DISTINCT FROM i.flow
    WHERE NOT k.own AND k."rank" <= i."rank"
    GROUP BY i.id
),
before AS (
    SELECT
        i.id, min_by(k.value, k."rank") AS value,
        min(
            greatest(k.low * (1 + i.growth_low / 100) - i.high, i.low - k.high * (1 + i.growth_high / 100), 0) / nullif(abs(i.value), 0)
        ) AS apart
    FROM incoming AS i
    JOIN known AS k
        ON k.region = i.region AND k.rest = i.rest AND k.first = i.first - 12 AND k.last = i.last - 12 AND k.flow IS NOT DISTINCT FROM i.flow
    WHERE k.value > 0
    GROUP BY i.id
)
SELECT
    i.id, i.region, i.nation, i.flow, i.rest, i.rest = i."whole" AS is_whole, i.first, i.last, i.value, i.unit, i."row", i.fine, i."rank", i.growth_low, i.growth_high,
    s.vintages, s.apart, s.value AS held, s.source, b.value AS before, b.apart AS grown_apart
FROM incoming AS i
LEFT JOIN same AS s ON s.id = i.id
LEFT JOIN before AS b ON b.id = i.id
ORDER BY i."row", i.id
