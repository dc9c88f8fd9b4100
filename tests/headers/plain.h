#pragma once
// QtTest first: moc and gcc want it before <coroutine>.
#include <QtTest>

#include "gateway/pch.h"
