"""A small library: a mission in Swedish, a course in English."""

MISSION = """---
title: Missionen Friska hav
publisher: Region Blekinge
date: 2019-10-04
date_kind: published
---

# Missionen Friska hav

## Vad är målet?

Målet är att vattnet i Karlskrona skärgård håller god status år 2030. För närvarande deltar elva kommuner i arbetet.

## Vilka åtgärder ingår?

Tre åtgärder ingår i missionen:

1. våtmarker som fångar näring
2. musslor som renar vattnet
3. båtbottnar utan gifter
"""
COURSE = """# Introduction to facilitation

## Who leads the workshop?

The facilitator leads the workshop and keeps the time. The participants own the answers.
"""
