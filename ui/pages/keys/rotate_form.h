#pragma once

#include <cstdint>

#include <QWidget>

#include "ui/pages/keys/key_row.h"

namespace ui {

class Label;
class RadioRows;

/// How long the old key goes on working beside the new one that takes its place.
class RotateForm final : public QWidget {
    Q_OBJECT
public:
    explicit RotateForm(const KeyRow &row, QWidget *parent = nullptr);

    /// Unit: seconds. 0: it ends at once.
    std::int64_t grace() const;
    /// Why the gateway did not do it.
    void showTrouble(const QString &words);

private:
    void tellEnd();
    RadioRows *m_grace;
    Label *m_end;
    Label *m_trouble;
};

} // namespace ui
