// The room of Assessment.
