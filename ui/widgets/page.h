#pragma once

#include <functional>

#include <QKeySequence>
#include <QList>
#include <QString>

#include "base/result.h"
#include "ui/widgets/card.h"

class QHBoxLayout;
class QVBoxLayout;

namespace ui {

class Banner;
class Label;

/// What all pages share: a title, a note at its right, a banner for trouble, and a body that stays readable on wide
/// windows. Put cards straight into body(), so that they become the page's own children and get their shadows.
class Page : public Canvas {
    Q_OBJECT
public:
    explicit Page(const QString &title, QWidget *parent = nullptr);

    /// Asks the gateway again, now.
    virtual void refresh() = 0;
    /// Shows one thing of this page: what another page said in pageWanted().
    virtual void showItem(const QString &item) { static_cast<void>(item); }

    /// The page's own commands, for the palette and the list of shortcuts: those of addPageAction(). A shortcut works
    /// only while the page is the one in front.
    virtual QList<QAction *> pageActions() const { return actions(); }

Q_SIGNALS:
    /// The page of that name in pageList() is wanted, for example `requests`, and there `item`, for example a call's id.
    void pageWanted(const QString &name, const QString &item);
    /// A command of the window is wanted, by its id.
    void commandWanted(const QString &id);

protected:
    QVBoxLayout *body() const { return m_body; }
    /// A command of this page: `id` such as `providers.add`, `text` as the palette shows it, a file of resources/icons
    /// (or nothing), its keys (or none) and what it does. Enable, rename or hide it through the answer.
    QAction *addPageAction(const QString &id, const QString &text, const QString &icon, const QKeySequence &keys,
                           std::function<void()> run);
    void setNote(const QString &note);
    /// A button of the page at the right of its title, behind the note and those added before.
    void addHeaderButton(QWidget *button);
    /// What chooses between the lists of a page, right behind its title.
    void addTabs(QWidget *tabs);
    /// A standing line for what the reader should see to; empty takes it away.
    void setNotice(const QString &notice);
    void showTrouble(base::ErrorCode code);
    void clearTrouble();
    void resizeEvent(QResizeEvent *event) override;

private:
    bool m_everAnswered = false;
    QHBoxLayout *m_header;
    Label *m_note;
    Banner *m_banner;
    Banner *m_notice;
    QVBoxLayout *m_body;
};

} // namespace ui
