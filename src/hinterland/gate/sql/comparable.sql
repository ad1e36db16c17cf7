-- How many of the figures of a file ($file) that can be recognised have a cell that is known under another label: $later months later, another flow (table `renamed`), in the shape $shape ('' for their own);
-- of those with growth of their own alone where $grown.
SELECT count(DISTINCT i.id) AS figures
FROM incoming AS i
JOIN renamed AS r ON r.flow = i.flow
JOIN known AS k ON k.file = i.file AND k.region = i.region AND k.rest = i.rest AND k.flow = r.other AND k.last = i.last + $later
WHERE i.file = $file AND NOT k.own AND i.fine AND i.value <> 0 AND (NOT $grown OR i.growth_low IS NOT NULL)
    AND CASE
        WHEN $shape = 'month' OR ($shape = 'exchanged' AND i.first < i.last) THEN k.first = k.last
        WHEN $shape = 'to-date' OR ($shape = 'exchanged' AND i.first = i.last) THEN k.first % 12 = 1 AND k.last - k.first < 12
        WHEN i.first = i.last THEN k.first = k.last
        WHEN i.first % 12 = 1 AND i.last - i.first < 12 THEN k.first % 12 = 1 AND k.last - k.first < 12
        ELSE k.last - k.first = i.last - i.first
    END
