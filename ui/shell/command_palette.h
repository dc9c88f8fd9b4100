#pragma once

#include <functional>

#include <QStringList>

#include "ui/shell/overlay.h"

class QListView;

namespace ui {

class ActionRegistry;
class LineEdit;
class PaletteModel;

/// Ctrl+K: type a few letters of a command or a page, Enter does it. The arrow keys choose while one types.
/// Thread: main. Owned by the window.
class CommandPalette final : public Overlay {
    Q_OBJECT
public:
    CommandPalette(QWidget &window, const ActionRegistry &registry);

    /// `recent`: ids of the actions used last.
    void ask(const QStringList &recent);

Q_SIGNALS:
    /// A command was chosen; it is run right after.
    void chosen(const QString &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void onQuery(const QString &query);
    void move(int by);
    void run(const QModelIndex &index);
    const ActionRegistry &m_registry;
    LineEdit *m_field;
    QListView *m_list;
    QWidget *m_none;
    PaletteModel *m_model;
};

} // namespace ui
