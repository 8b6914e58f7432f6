// The room of Indicators.
