% An example, invented.
% Ask what to water, and why:  preceptor query policy/irrigation -g "irrigate(X)" --why

crop(north, wheat).
moisture(north, 28).
rain_forecast(north, 2).
temperature(north, 19).
growth_days(north, 62).

crop(south, rice).
moisture(south, 91).
rain_forecast(south, 6).
temperature(south, 27).
growth_days(south, 40).

crop(glasshouse, tomato).
moisture(glasshouse, 11).
rain_forecast(glasshouse, 0).
temperature(glasshouse, 41).
growth_days(glasshouse, 30).
