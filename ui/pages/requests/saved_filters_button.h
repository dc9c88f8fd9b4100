#pragma once

#include <memory>

#include "ui/pages/requests/saved_filters.h"
#include "ui/widgets/button.h"

class QMenu;

namespace ui {

class ColumnStore;

/// The filters that somebody saved under a name: chosen, added and deleted here. They are kept where the columns of
/// tables are, in the nearest ColumnStore above; without one they live as long as this.
/// Thread: main.
class SavedFiltersButton final : public Button {
    Q_OBJECT
public:
    explicit SavedFiltersButton(QWidget *parent = nullptr);

    /// What would be saved, and which of them is in force.
    void setCurrent(const RequestQuery &query);

Q_SIGNALS:
    void chosen(const RequestQuery &query);

private:
    void openMenu();
    void addSaved(QMenu &menu);
    void openNaming();
    void keep(const QString &name);
    void forget(const QString &name);
    void load();
    void save();

    RequestQuery m_current{};
    std::vector<SavedFilter> m_filters{};
    bool m_loaded = false;
    ColumnStore *m_store = nullptr;
    std::weak_ptr<const bool> m_storeLife{};
};

} // namespace ui
