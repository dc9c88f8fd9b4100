#pragma once

#include <QWidget>

#include "ui/pages/playground/try_state.h"

class QPlainTextEdit;
class QTimer;

namespace ui {

class Label;
class SegmentedControl;

/// What went out and what came back, byte for byte, but for the key.
/// Thread: main.
class RawView final : public QWidget {
    Q_OBJECT
public:
    explicit RawView(QWidget *parent = nullptr);

    void showCall(const TryState &state);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void present();
    RawTail m_sent{};
    RawTail m_received{};
    qint64 m_shown = 0; ///< Bytes of the one in view that the text ends with, since the call's begin.
    int m_side = -1;
    SegmentedControl *m_which;
    Label *m_note;
    QPlainTextEdit *m_text;
    QTimer *m_pause; ///< Between two looks: what is kept is laid out anew each time.
};

} // namespace ui
