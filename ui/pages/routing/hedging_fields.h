#pragma once

#include <QWidget>

#include "base/json.h"

class QComboBox;

namespace ui {

class Label;

/// When a call that keeps waiting is sent to a second target as well, and for how many calls at most.
/// Thread: main.
class HedgingFields final : public QWidget {
    Q_OBJECT
public:
    explicit HedgingFields(QWidget *parent);

    /// From `settings.get`. Nothing can be chosen while the gateway does not know of it.
    void setSettings(const base::Json &settings);

Q_SIGNALS:
    /// `off`, `p95`, or `fixed` with how long to wait; 0 with the others. Unit: milliseconds.
    void whenChosen(const QString &hedging, int millis);
    void mostChosen(int percent);

private:
    void chooseWhen();
    QComboBox *m_when;
    QComboBox *m_most;
    Label *m_mostName;
};

} // namespace ui
