#pragma once

#include <cstdint>

#include <QPointer>

#include "admin/admin_client.h"
#include "ui/widgets/card.h"

class QScrollArea;

namespace ui {

class Button;
class DesktopServices;
class Label;
class SetupStep;
class Stepper;

/// The first-time setup over the whole window: language, address, provider, keychain, first call. Every step can be
/// skipped, and the whole be left; nothing waits for it.
/// Thread: main. Owned by the window. `client` and `desktop` must outlive it. Deletes itself when it is left.
class FirstRun final : public Canvas {
    Q_OBJECT
public:
    FirstRun(QWidget &window, admin::AdminClient &client, DesktopServices &desktop);

    void open();
    void leave();
    int step() const { return m_at; }

Q_SIGNALS:
    void left();
    /// A page is wanted instead, and there `item`.
    void pageWanted(const QString &name, const QString &item);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    QWidget *buildHead();
    QWidget *buildFooter();
    SetupStep *makeStep(int index);
    void go(int index);
    void follow();
    admin::AdminClient &m_client;
    DesktopServices &m_desktop;
    QPointer<QWidget> m_content{};
    Stepper *m_stepper = nullptr;
    QScrollArea *m_scroll = nullptr;
    Button *m_leave = nullptr;
    Button *m_skip = nullptr;
    Button *m_back = nullptr;
    Button *m_next = nullptr;
    Label *m_words = nullptr;
    QPointer<SetupStep> m_step{};
    int m_at = 0;
};

} // namespace ui
