-- The currencies that a region's trade is held in.
SELECT DISTINCT currency FROM single_levels WHERE region = $region AND concept = 'trade'
