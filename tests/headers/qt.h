#pragma once
#include <QtTest>

#include "gateway/pch_qt.h"
