#pragma once

#include "ui/first_run/setup_step.h"

namespace ui {

class DesktopServices;
class SegmentedControl;

/// Language and look, so that the rest can be read. Both hold at once.
/// Thread: main. `desktop` must outlive it.
class LanguageStep final : public SetupStep {
    Q_OBJECT
public:
    explicit LanguageStep(DesktopServices &desktop, QWidget *parent = nullptr);
    QWidget *first() override;

private:
    SegmentedControl *m_language;
};

} // namespace ui
