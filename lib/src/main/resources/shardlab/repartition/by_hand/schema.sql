create schema by_hand
