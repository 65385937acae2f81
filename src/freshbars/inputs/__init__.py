"""Files that a person writes: the assets, the exclusions, the confirmations, and formats described in the configuration."""
