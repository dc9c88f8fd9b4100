#pragma once
#include <QtTest>
#include <QtWidgets>

#include "gateway/pch_qt.h"
