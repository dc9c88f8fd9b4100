#pragma once

#include "ui/widgets/card.h"

class QVBoxLayout;

namespace ui {

/// One step of the first-time setup: what it is about, and its cards.
class SetupStep : public Canvas {
    Q_OBJECT
public:
    SetupStep(const QString &title, const QString &text, QWidget *parent);

    /// Asks the gateway for what it shows; called when the step comes up and again while it is there.
    virtual void refresh() {}
    /// Takes the focus when the step comes up; null: the button that goes on.
    virtual QWidget *first() { return nullptr; }
    /// There is nothing left to do here: one can go on without skipping.
    virtual bool isReady() const { return true; }

Q_SIGNALS:
    void readyChanged();
    /// What there was to do is done: on to the next one.
    void done();
    /// The window can show this better: the page of that name, and there `item`.
    void pageWanted(const QString &name, const QString &item);

protected:
    /// Put cards straight in here.
    QVBoxLayout *column() const { return m_column; }

private:
    QVBoxLayout *m_column;
};

} // namespace ui
