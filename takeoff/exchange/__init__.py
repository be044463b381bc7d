"""Models and runs for other programs: XMILE and diagrams of models; data frames, data sets and NetCDF of runs."""
